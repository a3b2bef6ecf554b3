"""Reading rota sheets and calendar files: no database, no Django, nothing kept but start, end and kind."""
