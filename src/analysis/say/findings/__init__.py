"""Say findings in publishable Chinese and English, never more than the numbers do.

A sentence of change (升至, 减少, more) is only written where the table's verdict is up
or down; everything else states what can be counted, with its n.
"""

from analysis.say.findings.table import claims, emphasis_claims, headlines
from analysis.say.findings.wording import side_names

__all__ = ["claims", "emphasis_claims", "headlines", "side_names"]
