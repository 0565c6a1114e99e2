import { lazy, useState, type ComponentType } from 'react';

/**
 * A component that is loaded when it is wanted. One that has been loaded before is drawn at once, with nothing in its place first; one that
 * did not come is asked for anew the next time.
 */
export function onDemand(fetch: () => Promise<{ default: ComponentType }>) {
  let ready: ComponentType | null = null;
  const load = async () => {
    try {
      const module = await fetch();
      ready = module.default;
      return module;
    } catch (error) {
      Later = lazy(load);
      throw error;
    }
  };
  let Later = lazy(load);
  function OnDemand() {
    // Decided once: another component in its place would begin anew.
    const [Page] = useState(() => ready ?? Later);
    return <Page />;
  }
  return Object.assign(OnDemand, { load });
}
