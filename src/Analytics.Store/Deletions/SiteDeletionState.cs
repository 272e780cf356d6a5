namespace Analytics.Store.Deletions;

/// <summary>How far the deletion of a site has come. After the last state nothing of the site is left, the deletion included.</summary>
public enum SiteDeletionState
{
    /// <summary>Asked for; maintenance begins when every instance knows of it.</summary>
    Waiting = 0,

    /// <summary>Day after day is deleted.</summary>
    Running = 1,

    /// <summary>All days were gone through. They are searched again, when nobody can write any more who knew the site, until nothing is found.</summary>
    Checking = 2,
}
