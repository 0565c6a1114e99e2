/** What the chooser offers first. The server decides by the bytes, so a wrong ending is no harm. */
export const AUDIO = 'audio/*,.mp3,.m4a,.aac,.flac,.wav,.ogg,.oga,.opus,.aif,.aiff';
