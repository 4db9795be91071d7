using System.Data.Common;

namespace CyberWatch.Infra.Registry;

/// <summary>Tells a registry that cannot be reached, or does not take a write now, from a bug of ours, which waiting does not mend.</summary>
public static class RegistryAway
{
    /// <summary>EF wraps what the driver says, in one layer or two.</summary>
    public static bool Is(Exception fault) =>
        fault is TimeoutException
        || (fault is DbException told && RegistryProvider.IsAway(told))
        || (fault.InnerException is { } inner && Is(inner));
}
