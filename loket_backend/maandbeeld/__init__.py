"""The month of a wijk: money, kinds of help, satisfaction, objections; counted, never about one person."""
