namespace Analytics.Store.Days;

/// <summary>What is to be done with a day.</summary>
public enum DayStep
{
    /// <summary>Nothing now.</summary>
    Nothing = 0,

    /// <summary>Somebody else is at it: come again.</summary>
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

    /// <summary>Blocks that nobody can be reading are deleted.</summary>
    CollectGarbage = 7,

    /// <summary>What lies of it in the bucket is written anew.</summary>
    Export = 8,

    /// <summary>It is over by the site's retention: what lies of it in the bucket goes.</summary>
    Withdraw = 9,
}
