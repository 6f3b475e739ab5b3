-- A record is a link of the chain of its writer; its text is what the chain vouches for, and the
-- columns beside it are for looking records up.
create table tierwise_decision (
    writer varchar(100) not null,
    number bigint not null,
    id varchar(200) not null,
    decided_at timestamp with time zone not null,
    programme_year varchar(600) not null,
    record text not null,
    constraint tierwise_decision_link primary key (writer, number),
    constraint tierwise_decision_id unique (id)
);

create index tierwise_decision_time on tierwise_decision (decided_at);
