import { explain } from '@/api/explain';
import { Button } from '@/components/Button';
import { Course } from '@/features/course/Course';
import { CourseToCome } from '@/features/course/CourseToCome';
import { Player } from '@/features/listening/Player';
import { Waveform } from '@/features/waveform/Waveform';
import { useLocalPeaks } from '@/features/waveform/useLocalPeaks';
import { usePlayhead, type Playback } from '@/lib/playback';
import type { Voters } from '@/lib/voters';
import { PartBoundary } from './PartBoundary';
import type { Drawn } from './useOutlined';

/** As long as most clips are, until it is known. */
const USUAL_S = 30;

interface Props {
  playback: Playback;
  src: string | null;
  title: string;
  autoPlay: boolean;
  absence: string;
  /** The file itself, where it is at hand. */
  file: File | null;
  drawn: Drawn;
  voters: Voters;
  /** How far along it is: a song that failed has no course. */
  failed: boolean;
  /** Has the same song heard once more. */
  onAgain: (() => void) | null;
}

/** Where one listens: the player with the outline of the sound and, below it on the same axis, the votes over time. */
export function SongDesk({ playback, src, title, autoPlay, absence, file, drawn, voters, failed, onAgain }: Props) {
  const { outlined } = drawn;
  const local = useLocalPeaks(file);
  const duration = usePlayhead(playback, (playhead) => playhead.duration);
  const broken = usePlayhead(playback, (playhead) => playhead.failed);
  const audible = src !== null && !broken;
  const seconds = outlined?.duration_s ?? local?.seconds ?? (duration > 0 ? duration : USUAL_S);
  const peaks = outlined ? { ...outlined.waveform, seconds } : local;
  return (
    <Player playback={playback} src={src} title={title} autoPlay={autoPlay} seconds={outlined?.duration_s ?? 0} absence={absence}>
      {(!failed || audible) && <Waveform playback={playback} peaks={peaks} seconds={seconds} disabled={!audible} />}
      {!failed && (
        <PartBoundary>
          {outlined && outlined.course.parts.length > 0 ? (
            <Course outlined={outlined} playback={playback} voters={voters} audible={audible} />
          ) : (
            <NoCourse drawn={drawn} onAgain={onAgain} />
          )}
        </PartBoundary>
      )}
    </Player>
  );
}

/** Still to come, not kept, or not to be had just now. */
function NoCourse({ drawn: { outlined, none, problem, reload }, onAgain }: Pick<Props, 'drawn' | 'onAgain'>) {
  if (problem) {
    const { title, advice } = explain(problem);
    return (
      <CourseToCome>
        <p role="alert">{`The drawing of this song could not be loaded. ${title} ${advice}`}</p>
        <Button onClick={reload}>Load the drawing again</Button>
      </CourseToCome>
    );
  }
  if (!none && !outlined) return <CourseToCome />;
  return (
    <CourseToCome>
      <p>
        {outlined
          ? 'The model that gave this answer is no longer here, so its votes over time cannot be drawn.'
          : 'What can be drawn of this song was not kept: its outline, its votes over time, the pictures of its sound.'}
        {!onAgain && ' Choose the file once more, and it will be.'}
      </p>
      {onAgain && <Button onClick={onAgain}>Have it heard again</Button>}
    </CourseToCome>
  );
}
