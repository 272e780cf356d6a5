namespace Analytics.Cdk.Options;

/// <summary>What becomes of the data when the stack is deleted.</summary>
public enum DataFate
{
    /// <summary>The tables outlive the stack. The default.</summary>
    Kept,

    /// <summary>The tables go with the stack: for a trial, asked for with <c>-c keep=false</c>.</summary>
    Deleted,
}
