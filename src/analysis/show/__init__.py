"""What a reader sees: charts, page, workbook, and where each comes from."""
