-- A job that keeps the time of the producer's day is planned anew when the producer's time zone changes: whoever looks for ticks next
-- plans whatever has none. A tick whose time has come is taken as it was.
create function plan_jobs_anew() returns trigger language plpgsql as $$
begin
  if coalesce(NEW.name, OLD.name) = 'businessTimeZone' then
    update job set next_run_at = null where job.schedule is null and job.status = 'active' and job.next_run_at > now();
  end if;
  return null;
end $$;
create trigger setting_time_zone after insert or update or delete on setting for each row execute function plan_jobs_anew();
