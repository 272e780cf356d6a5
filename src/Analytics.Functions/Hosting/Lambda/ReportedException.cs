namespace Analytics.Functions.Hosting.Lambda;

/// <summary>The application failed, and the caller has an answer that says so: what is left is to log it.</summary>
internal sealed class ReportedException(Exception failure) : Exception("Answered.", failure);
