"""What can be drawn of a recording: its outline, pictures of its sound, and stretches of it to vote on.

What it holds: the waveform's envelope, a mel spectrogram, the pitch classes, the cepstral coefficients, and the feature
vectors of ten-second stretches (`course`).
Conventions: pictures show the whole recording, heard or not, in at most so many columns that fit on a screen; a long
song's columns are single frames spread evenly over it, so that a picture costs the same for every length. All is
computed with numpy from the samples that were decoded for the features.
"""

from audiofiler.drawing.course import Course, Stretch
from audiofiler.drawing.drawing import Drawing, draw
from audiofiler.drawing.picture import Picture
from audiofiler.drawing.waveform import Waveform

__all__ = ["Course", "Drawing", "Picture", "Stretch", "Waveform", "draw"]
