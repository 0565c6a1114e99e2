import { api } from '@/api';
import type { AppStore } from './store';

/** How long a page waits for them at most; what comes later is drawn when it comes. */
const LONGEST_MS = 1000;

/** Asks for what the page of an address will show, so that all of it is drawn at once and not answer by answer. */
export async function firstData(store: AppStore, pathname: string): Promise<void> {
  const [, name, id] = pathname.split('/');
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
  if (name === 'c' && id) await Promise.race([late, ofSong(store, id)]);
  if (name === 'how') await Promise.race([late, store.dispatch(api.endpoints.modelsList.initiate(undefined, ONCE))]);
}

const ONCE = { subscribe: false };

async function ofSong({ dispatch }: AppStore, classificationId: string): Promise<void> {
  const { modelsList, sourcesList, classificationsRetrieve, classificationsCourse, tracksRetrieve } = api.endpoints;
  const track = async () => {
    const { data } = await dispatch(classificationsRetrieve.initiate({ classificationId }, ONCE));
    if (data?.track) await dispatch(tracksRetrieve.initiate({ trackId: data.track.id }, ONCE));
  };
  await Promise.all([
    track(),
    dispatch(classificationsCourse.initiate({ classificationId }, ONCE)),
    dispatch(modelsList.initiate(undefined, ONCE)),
    dispatch(sourcesList.initiate(undefined, ONCE)),
  ]);
}
