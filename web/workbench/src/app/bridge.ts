/** antd-mobile renders Toast and Dialog by React 18's way; this gives it React 19's, once. */
import { unstableSetRender } from 'antd-mobile';
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
