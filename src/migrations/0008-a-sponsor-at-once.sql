-- Nearly every request asks who the sponsor is: the primary owner, while none is chosen.
CREATE INDEX person_primary_owner ON person (id) WHERE rank = 'primary owner';
