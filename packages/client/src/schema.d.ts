// Written by `npm run openapi` from contract/openapi.json.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "type": "about:blank",
         *       "title": "catalog.price_outside_band",
         *       "status": 409,
         *       "code": "catalog.price_outside_band",
         *       "facts": {
         *         "priceFen": 2590,
         *         "bandMinFen": 2690,
         *         "bandMaxFen": 3290,
         *         "lawfulFen": 2690
         *       },
         *       "ref": "5a5e7c319d2e"
         *     }
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: components["schemas"]["RefusalCode"];
            facts: {
                [key: string]: unknown;
            };
            /** @description The request id, to quote to whoever operates this server. */
            ref: string;
        };
        /**
         * @description Stable. `contract/refusals.json` has each in Chinese and English words.
         * @enum {string}
         */
        RefusalCode: "belonging.already_there" | "belonging.bound_to_another" | "belonging.not_bound" | "catalog.band_upside_down" | "catalog.band_widened" | "catalog.barcode_taken" | "catalog.barcode_wrong" | "catalog.category_unknown" | "catalog.not_sold_here" | "catalog.number_taken" | "catalog.price_outside_band" | "catalog.product_unknown" | "catalog.scope_unknown" | "catalog.sku_elsewhere" | "catalog.sku_unknown" | "chain.already_paused" | "chain.already_suspended" | "chain.cannot_move_there" | "chain.change_password_first" | "chain.has_left" | "chain.hours_backwards" | "chain.hours_overlap" | "chain.id_taken" | "chain.last_admin" | "chain.login_taken" | "chain.no_such_exception" | "chain.no_such_grant" | "chain.no_such_node" | "chain.no_such_outlet" | "chain.no_such_session" | "chain.no_such_staff" | "chain.not_allowed" | "chain.not_paused" | "chain.not_suspended" | "chain.password_common" | "chain.password_long" | "chain.password_short" | "chain.rank_too_high" | "chain.role_not_here" | "chain.sign_in_first" | "chain.stock_of_dealer" | "chain.works_at_no_outlet" | "chain.wrong_app" | "chain.wrong_sign_in" | "fulfilment.capacity_full" | "fulfilment.is_for_pickup" | "fulfilment.no_code_now" | "fulfilment.no_such_line" | "fulfilment.nobody_can" | "fulfilment.not_all_picked" | "fulfilment.not_that_many" | "fulfilment.not_with_this_outlet" | "fulfilment.parcel_has_moved_on" | "groups.id_reused" | "groups.no_such_group" | "http.bad_request" | "http.foreign_page" | "http.not_found" | "http.our_fault" | "http.too_many_requests" | "http.unavailable" | "idempotency.in_progress" | "idempotency.key_malformed" | "idempotency.key_required" | "idempotency.key_reused" | "imports.ended" | "imports.field_missing" | "imports.file_empty" | "imports.file_too_large" | "imports.file_unreadable" | "imports.file_unsafe" | "imports.id_taken" | "imports.no_file" | "imports.unknown" | "inventory.held_for_orders" | "inventory.id_taken" | "inventory.keeps_no_stock" | "inventory.named_twice" | "inventory.not_carried_here" | "inventory.not_enough" | "inventory.too_many" | "inventory.transfer_ended" | "inventory.transfer_unknown" | "ledger.already_decided" | "ledger.debt_first" | "ledger.id_used" | "ledger.no_such_receiver" | "ledger.no_withdrawal" | "ledger.not_enough" | "ledger.withdrawal_under_way" | "members.agree_first" | "members.code_over" | "members.code_wrong" | "members.id_reused" | "members.no_such_address" | "members.no_such_member" | "members.sign_in_first" | "members.wechat_code_refused" | "orders.already_paid" | "orders.being_prepared" | "orders.cart_already_ordered" | "orders.cart_changed" | "orders.case_is_decided" | "orders.case_is_open" | "orders.delivery_needs_an_address" | "orders.empty_cart" | "orders.id_used" | "orders.id_used_for_another_order" | "orders.is_not_parked" | "orders.no_device_yet" | "orders.no_such_cart" | "orders.no_such_case" | "orders.no_such_order" | "orders.not_here" | "orders.not_paid" | "orders.order_has_moved_on" | "orders.pay_time_is_over" | "orders.refund_above_capture" | "orders.refund_no_such_line" | "orders.refund_nothing_asked" | "orders.refund_too_many_pieces" | "orders.refund_too_much" | "orders.too_late_to_ask" | "orders.too_many_lines" | "orders.too_many_pieces" | "payments.bad_signature" | "payments.malformed_notice" | "payments.no_such_channel" | "payments.stale_notice" | "payments.unknown_refund" | "payments.unknown_trade" | "pickup.at_which_outlet" | "pickup.code_used" | "pickup.no_such_code" | "pickup.not_ready_yet" | "pickup.other_outlet" | "platform.already_set_up" | "platform.no_such_shop" | "platform.not_set_up" | "platform.shop_is_suspended" | "platform.too_many_tries" | "platform.wrong_set_up_code" | "policy.backdated" | "policy.bad_value" | "policy.draft_published" | "policy.head_office_only" | "policy.no_such_draft" | "policy.unknown_field" | "policy.wider_than_parent" | "pricing.below_minimum" | "pricing.ends_before_it_starts" | "pricing.id_taken" | "pricing.no_running_promotion" | "pricing.nothing_to_price" | "pricing.off_above_threshold" | "pricing.outside_delivery" | "pricing.quote_changed" | "pricing.quote_expired" | "sharing.id_reused" | "sharing.no_such_link" | "sharing.no_such_target" | "sharing.outlet_needed";
    };
    responses: {
        /** @description Refused, or failed: problem details (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
