"""Write what others made: folders, images, tables, workbooks, pages."""
