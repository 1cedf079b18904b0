import time
from datetime import UTC, date, datetime
from decimal import Decimal
from fitadmin.access import acting_as
from fitadmin.models.bulk import insert_rows
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import *
from fitadmin.models.people import ClientProfile
from fitadmin.models.exercises import Exercise
def test_it(session):
    with acting_as(SYSTEM):
        s=session()
        [c]=insert_rows(s,ClientProfile,[dict(first_name='a',last_name='b')])
        [e]=insert_rows(s,Exercise,[dict(name='a',slug='b')])
        [w]=insert_rows(s,WorkoutSession,[dict(client_id=c,due_on=date(2026,1,1))])
        [x]=insert_rows(s,ExerciseCompletion,[dict(client_id=c,session_id=w,exercise_id=e)])
        n=200000
        at=datetime.now(UTC)
        t=time.perf_counter()
        ids=insert_rows(s,CompletedSet,(dict(client_id=c,completion_id=x,position=i%5+1,reps=8,load=Decimal(80),load_kg=Decimal(80),rpe=Decimal(8),completed_at=at) for i in range(n)))
        d=time.perf_counter()-t
        print(s.get_bind().dialect.name, f"{n/d:.0f} rows/s")
