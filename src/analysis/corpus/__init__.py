"""Many thousands of reports: one folder of tables, by one process, many, or Dask."""
