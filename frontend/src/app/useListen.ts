import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Track } from '@/api';
import { useModels } from '@/features/models/useModels';
import { useSubmit } from '@/features/submission/useSubmit';

/** Hands in a clip, to the model that is chosen, and goes where it is listened to. */
export function useListen({ replace = false }: { replace?: boolean } = {}) {
  const navigate = useNavigate();
  const submit = useSubmit();
  const { asked } = useModels();
  return useMemo(() => {
    const go = () => void navigate('/listen', { replace });
    return {
      track: (track: Track) => {
        submit.track(track, asked);
        go();
      },
      link: (url: string) => {
        submit.link(url, asked);
        go();
      },
      file: (file: File) => {
        submit.file(file, asked);
        go();
      },
    };
  }, [navigate, submit, asked, replace]);
}
