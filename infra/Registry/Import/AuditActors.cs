namespace CyberWatch.Infra.Registry.Import;

/// <summary>Who the audit trail names where no person signed in.</summary>
public static class AuditActors
{
    public static string CommandLine => $"command line ({Environment.UserName})";
}
