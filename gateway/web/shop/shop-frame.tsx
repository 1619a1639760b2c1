import { Outlet } from '@tanstack/react-router';

export const ShopFrame = () => (
  <main id="main">
    <Outlet />
  </main>
);
