namespace Analytics.Functions.Hosting.Lambda;

/// <summary>The application failed, and whoever asked has been told: what is left is to log it.</summary>
internal sealed class ReportedException(Exception failure) : Exception("Answered.", failure);
