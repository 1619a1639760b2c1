const keptAs = 'souk-bell';

/** A browser lets a page sound only once somebody has touched it; before that the bell is silent. */
export const isBellOn = (): boolean => localStorage.getItem(keptAs) === 'on';
export const turnBell = (on: boolean): void => localStorage.setItem(keptAs, on ? 'on' : 'off');

const tones = [
  { hertz: 880, atS: 0 },
  { hertz: 1_320, atS: 0.12 },
] as const;
const fadeS = 0.5;

/** Two small notes, made here: no file to load. */
export function ring(): void {
  const audio = new AudioContext();
  for (const { hertz, atS } of tones) {
    const [source, volume] = [audio.createOscillator(), audio.createGain()];
    const begin = audio.currentTime + atS;
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(0.15, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + fadeS);
    source.connect(volume).connect(audio.destination);
    source.start(begin);
    source.stop(begin + fadeS);
    source.onended = () => hertz === tones[1].hertz && void audio.close();
  }
}
