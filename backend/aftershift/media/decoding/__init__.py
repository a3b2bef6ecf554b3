"""Opening somebody's photo or recording: no database, no Django, nothing kept but the picture and the sound themselves."""
