using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Accounts and invitations by their address, whatever its case.</summary>
public static class AccountRows
{
    internal static Task<User?> UserAsync(this RegistryContext context, string email, CancellationToken cancellationToken)
    {
        // the address is the name
        var name = email.Trim().ToUpperInvariant();
        return context.Users.SingleOrDefaultAsync(row => row.NormalizedUserName == name, cancellationToken);
    }

    /// <summary>Those that no operator disabled.</summary>
    internal static IQueryable<User> Enabled(this IQueryable<User> users) =>
        users.Where(row => row.LockoutEnd == null || row.LockoutEnd < AccountDesk.ForEver);

    /// <summary>Whether no other operator could sign in.</summary>
    public static async Task<bool> IsLastOperatorAsync(
        this RegistryContext context,
        User user,
        CancellationToken cancellationToken
    ) =>
        user.Role == UserRole.Operator
        && !await context.Users.Enabled().AnyAsync(row => row.Id != user.Id && row.Role == UserRole.Operator, cancellationToken);

    /// <summary>An invitation keeps the address as it was written.</summary>
    internal static async Task<List<Invitation>> OpenInvitationsAsync(
        this RegistryContext context,
        string email,
        CancellationToken cancellationToken
    )
    {
        var open = await context.Invitations.Where(row => row.UsedAt == null).ToListAsync(cancellationToken);
        return open.FindAll(row => row.Email.Equals(email.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}
