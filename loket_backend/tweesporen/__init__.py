"""Help at once as algemene voorziening, or the formal road by way of the Wmo-consulent; and who looks along."""
