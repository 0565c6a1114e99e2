import type { Judged } from '@/api';
import { explain } from '@/api/explain';
import { titleOf } from '@/api/history';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { CourseInBrief } from '@/features/course/CourseInBrief';
import { CourseToCome } from '@/features/course/CourseToCome';
import { Outline } from '@/features/waveform/Outline';
import { useOutlined } from './useOutlined';

/** A song over its time, without its sound: the outline and the votes on each stretch, on one axis. */
export function SongInTime({ song }: { song: Judged }) {
  const { outlined, none, problem, reload } = useOutlined(song);
  if (none) return <p>What can be drawn of this song was not kept. On its own page it can be heard again.</p>;
  if (problem) {
    const { title, advice } = explain(problem);
    return (
      <div>
        <p role="alert">{`The drawing of this song could not be loaded. ${title} ${advice}`}</p>
        <Button onClick={reload}>
          Load the drawing again<Hidden>{`: ${titleOf(song)}`}</Hidden>
        </Button>
      </div>
    );
  }
  const seconds = outlined?.duration_s ?? 1;
  return (
    <div aria-busy={!outlined}>
      <Outline peaks={outlined && { ...outlined.waveform, seconds }} seconds={seconds} />
      {outlined ? <CourseInBrief outlined={outlined} /> : <CourseToCome />}
    </div>
  );
}
