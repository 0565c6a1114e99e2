import { useSearchParams } from 'react-router';
import { api } from '@/api';

/** The model the page speaks of: the one its address names, else the usual one. */
export function useModelOfPage() {
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = api.useModelsListQuery();
  const models = data?.results;
  const model =
    models?.find(({ name }) => name === params.get('model')) ?? models?.find((candidate) => candidate.default) ?? models?.[0];
  return {
    models,
    model,
    error,
    refetch: () => void refetch(),
    show: (name: string) => setParams({ model: name }, { replace: true, preventScrollReset: true }),
  };
}
