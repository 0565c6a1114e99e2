import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Track } from '@/api';
import { useModels } from '@/features/models/useModels';
import { useQueue } from '@/features/submission/useQueue';
import { useSubmit } from '@/features/submission/useSubmit';

/** Hands in a clip, to the model that is chosen, and goes where it is listened to. */
export function useListen({ replace = false }: { replace?: boolean } = {}) {
  const navigate = useNavigate();
  const submit = useSubmit();
  const { asked } = useModels();
  const { add } = useQueue();
  return useMemo(() => {
    const go = () => void navigate('/listen', { replace });
    const file = (one: File) => {
      submit.file(one, asked);
      go();
    };
    return {
      track: (track: Track) => {
        submit.track(track, asked);
        go();
      },
      link: (url: string) => {
        submit.link(url, asked);
        go();
      },
      file,
      /** One is listened to; of several each in turn, in a list of their own. */
      files: (files: File[]) => {
        const [first, ...others] = files;
        if (first && others.length === 0) file(first);
        else if (first) {
          add(files, asked);
          void navigate('/several', { replace });
        }
      },
    };
  }, [navigate, submit, add, asked, replace]);
}
