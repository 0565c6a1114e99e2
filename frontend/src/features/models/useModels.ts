import { useCallback, useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { api, type Model } from '@/api';
import { recall, remember } from '@/lib/storage';
import { votersOf, type Voters } from '@/lib/voters';
import { modelsSlice } from './slice';

const VOTERS = 'voters';
const { selectors, actions } = modelsSlice;

/** The models that are here, and which of them is asked. */
export function useModels() {
  const dispatch = useDispatch();
  const name = useSelector(selectors.selectName);
  const { data } = api.useModelsListQuery();
  const models = data?.results;
  const standard = models?.find((model) => model.default) ?? models?.[0];
  const find = (wanted: string | null | undefined) => (wanted ? models?.find((model) => model.name === wanted) : standard);
  const chosen = find(name) ?? standard;

  // So that the next visit says the right word from its first moment on.
  const family = chosen?.family;
  useEffect(() => {
    if (family) remember(VOTERS, family);
  }, [family]);

  const choose = useCallback(
    (model: Model | null) => {
      // The server's own is not named, so that it may change.
      const kept = model && !model.default ? model.name : null;
      remember('model', kept);
      dispatch(actions.chosen(kept));
    },
    [dispatch],
  );
  return {
    models: models ?? [],
    find,
    chosen,
    /** What to ask for by name; null for the server's own, also where the one remembered is gone. */
    asked: models && !find(name) ? null : name,
    choose,
    votersFor: (wanted: string | null | undefined): Voters =>
      votersOf(models ? find(wanted)?.family : (recall(VOTERS) ?? 'forests')),
  };
}
