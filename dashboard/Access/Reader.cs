using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Access;

/// <summary>Who reads this page, as the registry knows him now, and what he may see.</summary>
/// <param name="User">His account.</param>
/// <param name="Scope">What he may see.</param>
/// <param name="Place">Region or only establishment; null: told in words, by <see cref="Views.RoleView.Scope"/>.</param>
public sealed record Reader(User User, AccessScope Scope, string? Place)
{
    public UserRole Role => User.Role;

    /// <summary>He sees more than his own establishments.</summary>
    public bool WatchesSector => Role is UserRole.Operator or UserRole.Official or UserRole.Regional;

    /// <summary>He says what becomes of an alert within his scope; the others read.</summary>
    public bool Decides => Role is UserRole.Operator or UserRole.Rssi;

    public bool IsOperator => Role == UserRole.Operator;
}

/// <summary>The reader of the request; null before sign-in and in a circuit.</summary>
internal sealed class CurrentReader
{
    public Reader? Value { get; set; }
}
