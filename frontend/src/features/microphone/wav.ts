const HEAD = 44;

/** Mono samples of -1 to 1 as a WAV file of 16-bit PCM, which any reader of sound understands. */
export function wavOf(blocks: Float32Array[], rate: number): Blob {
  const samples = blocks.reduce((sum, block) => sum + block.length, 0);
  const view = new DataView(new ArrayBuffer(HEAD + 2 * samples));
  const name = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  name(0, 'RIFF');
  view.setUint32(4, HEAD - 8 + 2 * samples, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, 2 * samples, true);
  let at = HEAD;
  for (const block of blocks) {
    for (const sample of block) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
      at += 2;
    }
  }
  return new Blob([view], { type: 'audio/wav' });
}

/** The loudest of some samples, 0 to 1. */
export function peakOf(block: Float32Array): number {
  let peak = 0;
  for (const sample of block) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

/** A peak as a share of the scale from -60 dB to full, since loudness is heard in ratios. */
export function levelOf(peak: number): number {
  return peak <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(peak)) / 60));
}
