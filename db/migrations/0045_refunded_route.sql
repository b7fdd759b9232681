-- A decision may end with the money going back at once: nobody can, and the rule says refund.
alter table fulfilment.route drop constraint route_outcome_check;
alter table fulfilment.route add constraint route_outcome_check
  check (outcome in ('allocated', 'split', 'parked', 'refunded'));
