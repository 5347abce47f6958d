"""The sociale kaart of the loket: what help there is nearby, informal first."""
