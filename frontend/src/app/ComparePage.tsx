import { Compare } from '@/features/compare/Compare';
import { usePage } from '@/lib/usePage';
import { SongInTime } from './SongInTime';

/** Songs side by side. */
export default function ComparePage() {
  return <Compare heading={usePage('Side by side')} draw={(song) => <SongInTime song={song} />} />;
}
