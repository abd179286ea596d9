"""The text kinds together (scaffold)."""
import pandas as pd
def text_remarks(d, want=()):
    out=[]
    r,c,q=d["reports"],d["clauses"],d["quantities"]
    def do(name,mod,fn,*args):
        if want and name not in want: return
        import importlib
        try: m=importlib.import_module("analysis.say.draft."+mod)
        except ModuleNotFoundError: return
        out.append(getattr(m,fn)(*args))
    do("punctuation","punctuation","punctuation",r,c)
    do("numbering","numbering","numbering",r,c)
    do("twice","twice","twice",r,c)
    do("percentage","percentage","percentage",r,c)
    do("sum","sums","sums",r,c)
    do("contradiction","contradiction","contradiction",r,c,q)
    do("formulation","misspelt","misspelt",r,c)
    return pd.concat(out)
