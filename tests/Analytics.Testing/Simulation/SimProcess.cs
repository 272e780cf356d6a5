namespace Analytics.Testing.Simulation;

/// <summary>
/// One running instance of the product: its clock, and whether it still lives. What a killed one has begun never goes on: its calls
/// get no answer, its timers do not fire, and what was on its way may still arrive.
/// </summary>
public sealed class SimProcess
{
    private readonly VirtualTime _time;

    public SimProcess(string name, VirtualTime time, TimeSpan skew)
    {
        (Name, _time) = (name, time);
        Clock = new VirtualClock(time, skew, () => IsAlive);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>The time as this instance believes it to be.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Called when the process is killed.</summary>
    public Action? Died { get; set; }

    public void Kill()
    {
        if (IsAlive)
        {
            IsAlive = false;
            _time.Note($"{Name} is killed");
            Died?.Invoke();
        }
    }
}
