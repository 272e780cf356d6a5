namespace Analytics.Engine.Days;

/// <summary>Until when work may go on; looked at between steps that can be left undone.</summary>
internal readonly record struct Deadline(TimeProvider Clock, DateTimeOffset Until)
{
    public bool HasPassed => Clock.GetUtcNow() >= Until;

    public static Deadline In(TimeProvider clock, TimeSpan budget) => new(clock, clock.GetUtcNow() + budget);
}
