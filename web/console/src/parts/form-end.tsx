/** How a form ends: what the server had against it, and the one button that sends it. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { RefusalLine } from './refusal.tsx';

interface Sent {
  readonly error: Parameters<typeof RefusalLine>[0]['error'];
  readonly isPending: boolean;
}
export function FormEnd({ sent, children }: { sent: Sent; children: ReactNode }) {
  return (
    <>
      <RefusalLine error={sent.error} />
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={sent.isPending}
        style={{ marginTop: 12 }}
      >
        {children}
      </Button>
    </>
  );
}
