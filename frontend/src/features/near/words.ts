/** How near a song is, in words: by the share of the map's songs that are farther. */
export function nearness(closerThan: number): string {
  if (closerThan >= 0.999) return 'hardly to be told apart';
  if (closerThan >= 0.99) return 'very near: closer than 99 of 100 songs';
  if (closerThan >= 0.5) return `closer than ${Math.floor(closerThan * 100)} of 100 songs`;
  return 'the nearest there is, yet far away';
}
