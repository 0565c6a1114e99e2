import { History } from '@/features/history/History';
import { usePage } from '@/lib/usePage';
import { useListen } from './useListen';

/** Everything the person had heard. */
export default function HistoryPage() {
  const heading = usePage('Your songs');
  const listen = useListen();
  return <History heading={heading} onTrack={listen.track} />;
}
