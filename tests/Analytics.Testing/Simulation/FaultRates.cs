namespace Analytics.Testing.Simulation;

/// <summary>How likely each fault is in a world. A world knows some of the faults and not others: one rare fault is not hidden by many frequent ones.</summary>
public sealed class FaultRates
{
    private static readonly double[] Rates = [0.001, 0.01, 0.05, 0.2];
    private const double Most = 0.4;
    private readonly List<(Fault Fault, double Rate)> _rates = [];

    /// <summary>No faults.</summary>
    public static FaultRates Calm { get; } = new();

    /// <summary>Each fault is there or not, at a thousandth, a hundredth, a twentieth or a fifth of all calls.</summary>
    public static FaultRates Swarm(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var rates = new FaultRates();
        foreach (Fault fault in Enum.GetValues<Fault>().Where(f => f != Fault.None && random.Next(2) == 0))
        {
            // An instance that dies at every fifth call gets nothing done.
            rates._rates.Add((fault, fault == Fault.Kill ? Rates[random.Next(2)] : Rates[random.Next(Rates.Length)]));
        }

        // Where nothing gets through for days there is nothing to be learned.
        double all = rates._rates.Sum(r => r.Rate);
        for (int i = 0; all > Most && i < rates._rates.Count; i++)
        {
            rates._rates[i] = (rates._rates[i].Fault, rates._rates[i].Rate * Most / all);
        }

        return rates;
    }

    public Fault Pick(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double at = random.NextDouble();
        foreach ((Fault fault, double rate) in _rates)
        {
            if ((at -= rate) < 0)
            {
                return fault;
            }
        }

        return Fault.None;
    }

    public override string ToString() => _rates.Count == 0 ? "calm" : string.Join(", ", _rates.Select(r => $"{r.Fault} {r.Rate:P1}"));
}
