using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>A range: its days and, unless it is made of whole days, its first instant and the first after it.</summary>
public sealed record OracleRange(LocalDay First, LocalDay Last, DateTimeOffset? From = null, DateTimeOffset? Before = null)
{
    public bool Has(Event e) => e.Day >= First && e.Day <= Last && (From is null || (e.Time >= From && e.Time < Before));

    public static OracleRange Make(RandomWorld world, Random random)
    {
        if (random.Next(3) > 0)
        {
            int first = random.Next(world.Days + 1) - 1, wider = random.Next(2) * random.Next(45);
            return new(world.First.Plus(first - (wider / 8)), world.First.Plus(first + random.Next(world.Days + 2) + wider));
        }

        DateTimeOffset from = world.Raw[random.Next(world.Raw.Count)].Time.AddSeconds(random.Next(3) == 0 ? 0 : random.Next(-4000, 2));
        from = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        DateTimeOffset before = from.AddSeconds(1 + random.Next(random.Next(4) == 0 ? 3_000 : 200_000));
        return new(world.Clock.DayOf(from), world.Clock.DayOf(before.AddTicks(-1)), from, before);
    }
}
