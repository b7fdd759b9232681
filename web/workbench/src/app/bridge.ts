/** antd-mobile, set up once: it renders Toast and Dialog by React 18's way, we by React 19's. */
import { Toast, unstableSetRender } from 'antd-mobile';
import { createRoot, type Root } from 'react-dom/client';

type Place = (Element | DocumentFragment) & { quandianRoot?: Root };

unstableSetRender((node, container) => {
  const place = container as Place;
  place.quandianRoot ??= createRoot(place);
  place.quandianRoot.render(node);
  return async () => {
    await Promise.resolve();
    place.quandianRoot?.unmount();
    delete place.quandianRoot;
  };
});

// In the middle it would lie over the button that comes next.
Toast.config({ position: 'bottom' });
