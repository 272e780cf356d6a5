namespace Analytics.Store.Erasures;

/// <summary>How far an erasure has come.</summary>
public enum ErasureState
{
    /// <summary>Asked for; maintenance begins when every instance knows of it.</summary>
    Waiting = 0,

    /// <summary>Days are being looked at.</summary>
    Running = 1,

    /// <summary>In every day that could hold them a look found nothing of them.</summary>
    Finished = 2,
}
