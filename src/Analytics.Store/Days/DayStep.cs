namespace Analytics.Store.Days;

/// <summary>What is to be done with a day.</summary>
public enum DayStep
{
    /// <summary>Nothing now.</summary>
    Nothing = 0,

    /// <summary>Another process works on the day: try again later.</summary>
    Wait = 1,

    /// <summary>Raw events of the open day become one more block.</summary>
    CompactTail = 2,

    /// <summary>Several blocks of the open day become one.</summary>
    Merge = 3,

    /// <summary>The whole day is built from its raw events.</summary>
    Seal = 4,

    /// <summary>The last seal is built again and compared.</summary>
    Audit = 5,

    /// <summary>Nothing can be added any more.</summary>
    Close = 6,

    /// <summary>Blocks that no reader can still need are deleted.</summary>
    CollectGarbage = 7,

    /// <summary>The day is written to the bucket, over any older content there.</summary>
    Export = 8,

    /// <summary>The site's retention has passed: the day's object is deleted from the bucket.</summary>
    Withdraw = 9,

    /// <summary>It is found out whether the last seal missed anything, and noted if not.</summary>
    Settle = 10,
}
