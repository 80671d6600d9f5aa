"""What commands write into content: changes of single places that leave every other byte as it is."""
