from m1 import parse
R=r"""
relations/batch/__init__.py§jobs = options.jobs or os.cpu_count() or 1§jobs = 1§test_batch -k crew
relations/batch/__init__.py§        removed = [] if unread else folder.clear(self.reports, {*known})§        removed = folder.clear(self.reports, {*known})
relations/batch/__init__.py§        elif read is None or read.files == self.found.of(task.subject):§        else:
relations/batch/__init__.py§tuple(sorted({*wanted} - {*stale}))§tuple(sorted({*wanted}))
relations/batch/__init__.py§if entry.get("key") != self._index_key() or not {*asked} <= {*entry["pairs"]}:§if entry.get("key") != self._index_key():
relations/batch/__init__.py§tuple(Failure("", line) for line in entry["unread"])§()
relations/batch/standings.py§        if entry.get("key"):§        if True:
relations/batch/ledger.py§return entry if whole else {}§return entry
relations/batch/folder.py§    if pair and not made.notebook:§    if False:
relations/batch/folder.py§if path.stem.upper() not in known and path.stem != UNKNOWN:§if path.stem.upper() not in known:
relations/batch/summary.py§said += f", {len(self.failed)} failed" if self.failed else ""§pass
relations/batch/reading.py§if isinstance(year, int) else ""§
relations/batch/folder.py§if PAIR.fullmatch(name)} - known)§} - known)
relations/batch/execution.py§return index if not tagged or index > tagged[0] else index + 1§return index + 1
"""
T={'batch':'test_batch'}
M=[(f,a,b,t.replace(' -k crew','')) for f,a,b,t in parse(R,T)]
