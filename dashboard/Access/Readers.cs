using System.Security.Claims;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Dashboard.Access;

/// <summary>
/// Reads who signed in from the registry, each time anew: a role that was taken away is gone with the next request.
/// </summary>
internal sealed class Readers(
    IDbContextFactory<RegistryContext> registries,
    IOptions<IdentityOptions> identity,
    TimeProvider clock
)
{
    /// <summary>Null when nobody signed in, the account is gone or locked, or its password or role changed since.</summary>
    public async Task<Reader?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return null;
        }

        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var user = await registry
            .Users.AsNoTracking()
            .Include(row => row.Establishments)
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        var stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        if (user is null || user.SecurityStamp != stamp || user.LockoutEnd > clock.GetUtcNow())
        {
            return null;
        }

        var scope = await registry.ScopeOfAsync(user, cancellationToken);
        return new Reader(user, scope, await PlaceAsync(registry, user, scope, cancellationToken));
    }

    /// <summary>A name that is the same in every language: this is asked before the reader's language is known.</summary>
    private static async Task<string?> PlaceAsync(
        RegistryContext registry,
        User user,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        string[] finess = scope is AccessScope.Establishments mine ? [.. mine.Finess] : [];
        return user.Role switch
        {
            UserRole.Operator or UserRole.Official => null,
            UserRole.Regional => await registry
                .Establishments.Where(row => row.RegionCode == user.RegionCode)
                .Select(row => row.Region)
                .FirstOrDefaultAsync(cancellationToken)
                ?? user.RegionCode
                ?? "",
            _ when finess.Length == 1 => await registry
                .Establishments.Where(row => row.Finess == finess[0])
                .Select(row => row.Name)
                .SingleOrDefaultAsync(cancellationToken)
                ?? finess[0],
            _ => null,
        };
    }
}
