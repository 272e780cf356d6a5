namespace Analytics.Cdk.Options;

/// <summary>How the server is compiled before it is uploaded.</summary>
public enum ServerCode
{
    /// <summary>Once for every processor, finished by Lambda's own .NET while it runs: the smallest, on arm64. The default.</summary>
    Portable,

    /// <summary>For x86-64 ahead of time, on Lambda's own .NET: quicker first answers, a larger package.</summary>
    ReadyToRun,

    /// <summary>One binary for x86-64 that needs no .NET, on the runtime provided.al2023: the quickest first answers. Built on Linux with clang or gcc.</summary>
    Native,
}
