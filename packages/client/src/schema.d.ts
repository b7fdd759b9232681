// Written by `npm run openapi` from contract/openapi.json.
export interface paths {
    "/api/open/v1/outlets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All outlets of the branch, and whether each is open now
         * @description Scope of the key: `outlets.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                /** @example 邻里鲜·湖畔店 */
                                name: string;
                                /** @example 湖畔店 */
                                shortName: string;
                                /** @example store */
                                kind: string;
                                dealerId: string | null;
                                address: string;
                                phone: string;
                                lat: number;
                                lng: number;
                                delivers: boolean;
                                prepareMinutes: number;
                                dailyCapacity: number | null;
                                isOpen: boolean;
                                opensAt: string | null;
                                closesAt: string | null;
                                pausedAt: string | null;
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/outlets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One outlet
         * @description Scope of the key: `outlets.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            id: string;
                            /** @example 邻里鲜·湖畔店 */
                            name: string;
                            /** @example 湖畔店 */
                            shortName: string;
                            /** @example store */
                            kind: string;
                            dealerId: string | null;
                            address: string;
                            phone: string;
                            lat: number;
                            lng: number;
                            delivers: boolean;
                            prepareMinutes: number;
                            dailyCapacity: number | null;
                            isOpen: boolean;
                            opensAt: string | null;
                            closesAt: string | null;
                            pausedAt: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products with the price at an outlet, or at head office
         * @description Scope of the key: `goods.read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    after?: string;
                    count?: number;
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    outlet?: string;
                    retired?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                /** @example 红颜草莓 */
                                title: string;
                                titleEn: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                categoryId: string;
                                categoryName: string;
                                /** @enum {unknown} */
                                role: "traffic" | "everyday" | "benefit" | "spread" | "profit";
                                origin: string;
                                story: string;
                                externalId: string | null;
                                retiredAt: string | null;
                                skus: {
                                    /**
                                     * Format: uuid
                                     * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                     */
                                    id: string;
                                    /** @example 500g */
                                    spec: string;
                                    specEn: string;
                                    /** @example 6901234567892 */
                                    barcode: string;
                                    weightG: number;
                                    position: number;
                                    priceFen: number | null;
                                    listed: boolean;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product with the price at an outlet, or at head office
         * @description Scope of the key: `goods.read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    outlet?: string;
                };
                header?: never;
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            id: string;
                            /** @example 红颜草莓 */
                            title: string;
                            titleEn: string;
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            categoryId: string;
                            categoryName: string;
                            /** @enum {unknown} */
                            role: "traffic" | "everyday" | "benefit" | "spread" | "profit";
                            origin: string;
                            story: string;
                            externalId: string | null;
                            retiredAt: string | null;
                            skus: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                /** @example 500g */
                                spec: string;
                                specEn: string;
                                /** @example 6901234567892 */
                                barcode: string;
                                weightG: number;
                                position: number;
                                priceFen: number | null;
                                listed: boolean;
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        /**
         * Make or change a product; ids are yours
         * @description Only with a key for the whole chain.
         *
         *     Scope of the key: `goods.write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @default  */
                        titleEn?: string;
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        categoryId: string;
                        /** @enum {unknown} */
                        role: "traffic" | "everyday" | "benefit" | "spread" | "profit";
                        /** @default  */
                        origin?: string;
                        /** @default  */
                        story?: string;
                        /** @default  */
                        shelf?: string;
                        externalId?: string | null;
                        skus: {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            id: string;
                            spec: string;
                            /** @default  */
                            specEn?: string;
                            barcode: string;
                            /** @default 0 */
                            weightG?: number;
                            /** @default 0 */
                            costFen?: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/products/{id}/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product at every outlet of the branch
         * @description Scope of the key: `goods.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                skuId: string;
                                /** @description Whole fen; 100 fen are one yuan. */
                                priceFen: number;
                                listed: boolean;
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set prices and listing of an outlet, a dealer or head office
         * @description What is lawful is published; what is not comes back with the way out.
         *
         *     Scope of the key: `offers.write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        scopeId: string;
                        /** @example ERP */
                        why: string;
                        changes: {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            skuId: string;
                            priceFen?: number | null;
                            listed?: boolean | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            published: number;
                            refused: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                skuId: string;
                                code: string;
                                facts: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock by outlet and sku
         * @description Scope of the key: `stock.read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    count?: number;
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    outlet?: string;
                    /** @description Only what is at or below its mark. */
                    low?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                skuId: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                productId: string;
                                title: string;
                                spec: string;
                                barcode: string;
                                onHand: number;
                                /** @description Promised to orders. */
                                held: number;
                                sellable: number;
                                lowAt: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/stock/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Goods arrived; a cost moves the average cost
         * @description Scope of the key: `stock.write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        id: string;
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        outletId: string;
                        lines: {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            skuId: string;
                            quantity: number;
                            unitCostFen?: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/stock/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pieces thrown away, tasted, lost or found
         * @description Scope of the key: `stock.write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        id: string;
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        outletId: string;
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        skuId: string;
                        delta: number;
                        /** @enum {unknown} */
                        reason: "damaged" | "expired" | "tasting" | "found" | "lost" | "other";
                    };
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders that the branch sells or prepares, oldest first
         * @description Scope of the key: `orders.read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    count?: number;
                    /** @description Placed from then. */
                    since?: string;
                    state?: "unpaid" | "paid" | "picking" | "ready" | "on_the_way" | "received" | "settled" | "cancelled";
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    outlet?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                number: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                memberId: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                /** @enum {unknown} */
                                way: "pickup" | "delivery";
                                /** @enum {unknown} */
                                state: "unpaid" | "paid" | "picking" | "ready" | "on_the_way" | "received" | "settled" | "cancelled";
                                /** @description Whole fen; 100 fen are one yuan. */
                                grossFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                discountFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                freightFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                payableFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                refundedFen: number;
                                /** Format: date-time */
                                placedAt: string;
                                paidAt: string | null;
                                receivedAt: string | null;
                                settledAt: string | null;
                                cancelledAt: string | null;
                                lines: {
                                    /** @description 0 is freight. */
                                    no: number;
                                    skuId: string | null;
                                    title: string;
                                    spec: string;
                                    quantity: number;
                                    /** @description Whole fen; 100 fen are one yuan. */
                                    priceFen: number;
                                    /** @description Whole fen; 100 fen are one yuan. */
                                    discountFen: number;
                                    /** @description Whole fen; 100 fen are one yuan. */
                                    netFen: number;
                                    refundedPieces: number;
                                }[];
                                parcels: {
                                    /**
                                     * Format: uuid
                                     * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                     */
                                    outletId: string;
                                    attempt: number;
                                    /** @description `gone`: another outlet took it over. */
                                    state: string;
                                    lineNos: number[];
                                    /** Format: date-time */
                                    promisedAt: string;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same orders as a file, one line each; money in fen, at most 100,000
         * @description Scope of the key: `orders.read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Placed from then. */
                    since?: string;
                    state?: "unpaid" | "paid" | "picking" | "ready" | "on_the_way" | "received" | "settled" | "cancelled";
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    outlet?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order with its lines and parcels
         * @description Scope of the key: `orders.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            id: string;
                            number: string;
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            memberId: string;
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            outletId: string;
                            /** @enum {unknown} */
                            way: "pickup" | "delivery";
                            /** @enum {unknown} */
                            state: "unpaid" | "paid" | "picking" | "ready" | "on_the_way" | "received" | "settled" | "cancelled";
                            /** @description Whole fen; 100 fen are one yuan. */
                            grossFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            discountFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            freightFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            payableFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            refundedFen: number;
                            /** Format: date-time */
                            placedAt: string;
                            paidAt: string | null;
                            receivedAt: string | null;
                            settledAt: string | null;
                            cancelledAt: string | null;
                            lines: {
                                /** @description 0 is freight. */
                                no: number;
                                skuId: string | null;
                                title: string;
                                spec: string;
                                quantity: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                priceFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                discountFen: number;
                                /** @description Whole fen; 100 fen are one yuan. */
                                netFen: number;
                                refundedPieces: number;
                            }[];
                            parcels: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                attempt: number;
                                /** @description `gone`: another outlet took it over. */
                                state: string;
                                lineNos: number[];
                                /** Format: date-time */
                                promisedAt: string;
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/orders/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The outlet takes its parcel on; accepting twice is accepting once
         * @description Scope of the key: `orders.work`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required: printable ASCII, at most 255 characters; kept 30 days. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        outletId: string;
                    };
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            orderId: string;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/orders/{id}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Everything is picked and on a shelf: the member is told
         * @description Scope of the key: `orders.work`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required: printable ASCII, at most 255 characters; kept 30 days. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        outletId: string;
                        /**
                         * @default
                         * @example A3
                         */
                        shelf?: string;
                    };
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            orderId: string;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members whose home is an outlet of the branch
         * @description Scope of the key: `members.read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    after?: string;
                    count?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                name: string;
                                phoneMasked: string | null;
                                phone: string | null;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                guideId: string | null;
                                /** Format: date-time */
                                madeAt: string;
                                /** @description Purposes that she allows the company of the key: no marketing without. */
                                agreedTo: string[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        /**
         * Bring a member by phone; known here, she stays who she is
         * @description The phone is the key: sent again, nothing changes. It brings no consent.
         *
         *     Scope of the key: `members.write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example 13800002041 */
                        phone: string;
                        /** @default  */
                        name?: string;
                        /**
                         * Format: uuid
                         * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                         */
                        outletId: string;
                    };
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            memberId: string;
                            isNew: boolean;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Share links, oldest first, with their visits
         * @description Scope of the key: `sharing.read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    count?: number;
                    since?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @example 7zk3m9q2w4x8b */
                                code: string;
                                /** @enum {unknown} */
                                sharerKind: "staff" | "member";
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                sharerId: string;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                outletId: string;
                                /** @enum {unknown} */
                                targetKind: "product" | "shop" | "outlet";
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                targetId: string;
                                parentCode: string | null;
                                depth: number;
                                channel: string;
                                /** Format: date-time */
                                madeAt: string;
                                visits: number;
                                /** @description Different members among the visits. */
                                members: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose statements this key may read
         * @description Scope of the key: `statements.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {unknown} */
                                kind: "dealer" | "outlet" | "staff";
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opening + in − out = closing of an account, over whole days, also past ones
         * @description Scope of the key: `statements.read`.
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path: {
                    /** @example due:dealer:0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    account: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: string;
                            /** @description Whose it is; empty where it is nobody’s own */
                            name: string;
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** @description Whole fen; 100 fen are one yuan. */
                            openingFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            inFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            outFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            closingFen: number;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/statements/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opening + earned + charged − paid − pending = closing, over whole days
         * @description Scope of the key: `statements.read`.
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path: {
                    kind: "dealer" | "outlet" | "staff";
                    /** @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            kind: "dealer" | "outlet" | "staff";
                            /**
                             * Format: uuid
                             * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                             */
                            id: string;
                            name: string;
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** @description Whole fen; 100 fen are one yuan. */
                            openingFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            earnedFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            chargedFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            paidFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            pendingFen: number;
                            /** @description Whole fen; 100 fen are one yuan. */
                            closingFen: number;
                            /** @description The ledger’s transfers say the same. */
                            reconciled: boolean;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events after a number, oldest first
         * @description Scope of the key: `events.read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    count?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                seq: number;
                                /**
                                 * Format: uuid
                                 * @example 0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d
                                 */
                                id: string;
                                /** @example orders.paid */
                                type: string;
                                /** Format: date-time */
                                at: string;
                                /**
                                 * @description Small ids; ask for the rest.
                                 * @example {
                                 *       "order": "0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d"
                                 *     }
                                 */
                                data: {
                                    [key: string]: unknown;
                                };
                            }[];
                            next: number | null;
                        };
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/open/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the events (server-sent events)
         * @description Starts behind `Last-Event-ID`, else behind `after`, else at the next event. A comment comes every 15 seconds. Revoking the key ends the stream.
         *
         *     Scope of the key: `events.read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: number;
                };
                header?: {
                    "last-event-id"?: number;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                "4XX": components["responses"]["Problem"];
                "5XX": components["responses"]["Problem"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "orders.placed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An order stands, its stock is held; payment is awaited. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.placed";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The whole amount was captured. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.paid";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An outlet has taken its parcel on. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.accepted";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A parcel is packed and waits. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.ready";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.handed_over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A parcel was collected or has left with the courier. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.handed_over";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The last parcel is in the member’s hands. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.received";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The time for after-sales is over; shares are posted. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.settled";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It will not be fulfilled; what was paid goes back. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.cancelled";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.rerouted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another outlet prepares it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.rerouted";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No outlet can prepare it now. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.parked";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "orders.refunded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lines or amounts go back to the buyer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "orders.refunded";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "members.signed_up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new member. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "members.signed_up";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "members.merged": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two members turned out to be one. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "members.merged";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "belonging.ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer’s bond with her guide ends soon, for want of an order or a talk. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "belonging.ending";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhooks.endpoint_disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An endpoint gets nothing more, and why. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "webhook-id": string;
                    "webhook-timestamp": string;
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhooks.endpoint_disabled";
                        /** Format: date-time */
                        timestamp: string;
                        /** @description Small ids; ask for the rest. */
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Never again: the endpoint is disabled. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Heard. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
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
        RefusalCode: "belonging.already_there" | "belonging.bound_to_another" | "belonging.not_bound" | "catalog.band_upside_down" | "catalog.band_widened" | "catalog.barcode_taken" | "catalog.barcode_wrong" | "catalog.category_twice" | "catalog.category_unknown" | "catalog.exception_decided" | "catalog.exception_not_needed" | "catalog.exception_open" | "catalog.no_such_exception" | "catalog.no_such_product" | "catalog.not_sold_here" | "catalog.number_taken" | "catalog.price_outside_band" | "catalog.product_unknown" | "catalog.scope_unknown" | "catalog.sku_elsewhere" | "catalog.sku_unknown" | "chain.already_paused" | "chain.already_suspended" | "chain.cannot_move_there" | "chain.change_password_first" | "chain.has_left" | "chain.hours_backwards" | "chain.hours_overlap" | "chain.id_taken" | "chain.key_for_a_branch" | "chain.key_needed" | "chain.key_not_turned" | "chain.last_admin" | "chain.level_after_this" | "chain.level_backdated" | "chain.login_taken" | "chain.no_such_complex" | "chain.no_such_exception" | "chain.no_such_grant" | "chain.no_such_key" | "chain.no_such_node" | "chain.no_such_outlet" | "chain.no_such_profile" | "chain.no_such_session" | "chain.no_such_staff" | "chain.not_allowed" | "chain.not_paused" | "chain.not_suspended" | "chain.password_common" | "chain.password_long" | "chain.password_short" | "chain.rank_too_high" | "chain.role_not_here" | "chain.scope_missing" | "chain.sign_in_first" | "chain.stock_of_dealer" | "chain.works_at_no_outlet" | "chain.works_so_already" | "chain.wrong_app" | "chain.wrong_sign_in" | "fulfilment.capacity_full" | "fulfilment.is_for_pickup" | "fulfilment.no_code_now" | "fulfilment.no_such_line" | "fulfilment.nobody_can" | "fulfilment.not_all_picked" | "fulfilment.not_that_many" | "fulfilment.not_with_this_outlet" | "fulfilment.parcel_has_moved_on" | "groups.id_reused" | "groups.no_such_group" | "http.bad_request" | "http.foreign_page" | "http.not_found" | "http.our_fault" | "http.overloaded" | "http.too_many_requests" | "http.unavailable" | "idempotency.in_progress" | "idempotency.key_is_not_the_id" | "idempotency.key_malformed" | "idempotency.key_required" | "idempotency.key_reused" | "imports.ended" | "imports.field_missing" | "imports.file_empty" | "imports.file_too_large" | "imports.file_unreadable" | "imports.file_unsafe" | "imports.id_taken" | "imports.no_file" | "imports.running" | "imports.unknown" | "incentives.appeal_by_another" | "incentives.contest_ended" | "incentives.contest_over" | "incentives.days_crossed" | "incentives.id_taken" | "incentives.month_to_come" | "incentives.no_appeal_now" | "incentives.no_appeal_waits" | "incentives.no_goal_here" | "incentives.no_such_contest" | "incentives.no_such_penalty" | "incentives.nobody_below" | "incentives.nothing_imposed" | "incentives.own_penalty" | "inventory.held_for_orders" | "inventory.id_taken" | "inventory.keeps_no_stock" | "inventory.named_twice" | "inventory.not_carried_here" | "inventory.not_enough" | "inventory.too_many" | "inventory.transfer_ended" | "inventory.transfer_unknown" | "invoices.asked_already" | "invoices.no_file_yet" | "invoices.not_received" | "invoices.nothing_to_invoice" | "invoices.platform_away" | "invoices.title_wrong" | "invoices.too_late" | "ledger.already_decided" | "ledger.debt_first" | "ledger.id_used" | "ledger.no_such_account" | "ledger.no_such_receiver" | "ledger.no_withdrawal" | "ledger.not_enough" | "ledger.withdrawal_under_way" | "members.add_phone_first" | "members.agree_first" | "members.code_over" | "members.code_wrong" | "members.erasure_asked" | "members.id_reused" | "members.no_consent" | "members.no_erasure" | "members.no_such_address" | "members.no_such_member" | "members.not_asked_for" | "members.not_yet" | "members.sign_in_first" | "members.text_changed" | "members.version_taken" | "members.wechat_code_refused" | "orders.already_paid" | "orders.appealed_already" | "orders.being_prepared" | "orders.bring_goods_first" | "orders.cart_already_ordered" | "orders.cart_changed" | "orders.case_at_head_office" | "orders.case_is_decided" | "orders.case_is_open" | "orders.claim_cancelled" | "orders.claim_custom" | "orders.claim_fresh" | "orders.claim_goods_must_come_back" | "orders.claim_not_paid" | "orders.claim_not_promised" | "orders.claim_not_received" | "orders.claim_not_sold" | "orders.claim_nothing_left" | "orders.claim_opened" | "orders.claim_photos_needed" | "orders.claim_press" | "orders.claim_price_claimed" | "orders.claim_price_not_lower" | "orders.claim_too_late" | "orders.claim_unsealed" | "orders.delivery_needs_an_address" | "orders.empty_cart" | "orders.id_used" | "orders.id_used_for_another_order" | "orders.is_not_parked" | "orders.no_device_yet" | "orders.no_such_cart" | "orders.no_such_case" | "orders.no_such_order" | "orders.no_such_photo" | "orders.no_such_return" | "orders.not_expected" | "orders.not_here" | "orders.not_paid" | "orders.one_line_to_exchange" | "orders.order_has_moved_on" | "orders.pay_time_is_over" | "orders.photo_not_a_picture" | "orders.photo_too_large" | "orders.photos_enough" | "orders.refund_above_capture" | "orders.refund_no_such_line" | "orders.refund_nothing_asked" | "orders.refund_too_many_pieces" | "orders.refund_too_much" | "orders.too_late_to_appeal" | "orders.too_late_to_ask" | "orders.too_many_lines" | "orders.too_many_pieces" | "payments.account_stands" | "payments.account_wrong" | "payments.bad_signature" | "payments.bill_is_being_fetched" | "payments.booking_asked" | "payments.booking_too_large" | "payments.break_is_resolved" | "payments.cannot_own_breaks" | "payments.card_not_whole" | "payments.malformed_notice" | "payments.no_such_account" | "payments.no_such_break" | "payments.no_such_channel" | "payments.nobody_reconciles" | "payments.not_elsewhere" | "payments.not_in_this_app" | "payments.nothing_asked" | "payments.nothing_to_send_back" | "payments.payout_refused" | "payments.provider_away" | "payments.refund_succeeded" | "payments.second_person" | "payments.signature_probe" | "payments.stale_notice" | "payments.still_a_break" | "payments.trade_is_over" | "payments.unknown_refund" | "payments.unknown_trade" | "payouts.above_maximum" | "payouts.bad_card_no" | "payouts.bad_id_no" | "payouts.bad_name" | "payouts.below_minimum" | "payouts.cooling" | "payouts.id_used" | "payouts.in_another_file" | "payouts.no_payee" | "payouts.no_such_file" | "payouts.no_such_line" | "payouts.no_wechat" | "payouts.not_for_the_bank" | "payouts.nothing_left" | "payouts.other_answer" | "payouts.own_money" | "payouts.second_person" | "payouts.too_much_this_month" | "payouts.too_much_today" | "pickup.at_which_outlet" | "pickup.code_used" | "pickup.no_such_code" | "pickup.not_ready_yet" | "pickup.other_outlet" | "platform.already_set_up" | "platform.no_such_job" | "platform.no_such_shop" | "platform.not_set_up" | "platform.shop_is_suspended" | "platform.too_many_tries" | "platform.wrong_set_up_code" | "policy.ask_decided" | "policy.ask_waits" | "policy.backdated" | "policy.bad_value" | "policy.draft_changed" | "policy.draft_published" | "policy.head_office_only" | "policy.needs_second_person" | "policy.no_such_ask" | "policy.no_such_draft" | "policy.own_ask" | "policy.unknown_field" | "policy.wider_than_parent" | "pricing.below_minimum" | "pricing.cost_above_the_whole" | "pricing.cost_of_another" | "pricing.ends_before_it_starts" | "pricing.id_taken" | "pricing.no_running_promotion" | "pricing.nothing_to_price" | "pricing.off_above_threshold" | "pricing.outside_delivery" | "pricing.quote_changed" | "pricing.quote_expired" | "session.code_needed" | "session.code_wrong" | "session.enrol_first" | "session.factor_asked" | "session.factor_on" | "session.no_factor" | "session.no_such_device" | "session.not_oneself" | "session.prove_again" | "settlement.confirm_first" | "settlement.dispute_is_answered" | "settlement.has_moved_on" | "settlement.id_used" | "settlement.more_than_due" | "settlement.no_such_dispute" | "settlement.no_such_line" | "settlement.no_such_statement" | "settlement.second_person" | "sharing.id_reused" | "sharing.no_such_link" | "sharing.no_such_target" | "sharing.outlet_needed" | "wallet.above_the_cap" | "wallet.ask_is_decided" | "wallet.bad_name" | "wallet.cash_asked_already" | "wallet.id_used" | "wallet.no_such_ask" | "wallet.no_such_plan" | "wallet.no_such_top_up" | "wallet.not_enough" | "wallet.not_so_much_principal" | "wallet.nothing_to_use" | "wallet.offer_changed" | "wallet.pays_already" | "wallet.second_person" | "wallet.switched_off" | "wallet.terms_changed" | "wallet.too_little" | "webhooks.id_taken" | "webhooks.no_such_endpoint" | "webhooks.no_such_event" | "webhooks.not_there";
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
